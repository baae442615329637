-- what people call the column at the source; null or empty: it tells none
alter table generation_column add column label text;
