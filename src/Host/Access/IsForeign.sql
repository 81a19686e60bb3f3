select engagement.is_stream_of_another_tenant($1, $2) as is_foreign
