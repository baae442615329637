-- What earlier versions kept of runs that have ended and of generations that are gone.
delete from run_lease where token = 9223372036854775807;
delete from generation_column where generation_id in
  (select id from generation where state = 'DROPPED');
