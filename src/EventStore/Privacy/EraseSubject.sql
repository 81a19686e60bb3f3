-- Destroys the key and leaves the fence, also for a person never seen. A held person's row is left alone.
insert into engagement.subject_keys as s (tenant_id, subject, state, wrapped, erased_at)
values ($1, $2, 'erased', null, now())
on conflict (tenant_id, subject) do update set state = 'erased', wrapped = null, erased_at = now()
where s.state = 'active'
