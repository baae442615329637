-- Does statements one after the other, so that they take one round trip and one time-out.
create function execute_all(statements text[]) returns void language plpgsql as $$
declare
  statement text;
begin
  foreach statement in array statements loop
    execute statement;
  end loop;
end $$;
