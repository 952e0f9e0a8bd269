-- The words of the acts are rows, so that a migration adds one without writing all the others once more.
create table audit.word (
  what  text primary key
);
insert into audit.word
select (regexp_matches(pg_get_constraintdef(oid), '''([a-z-]+)''', 'g'))[1]
from pg_constraint where conname = 'act_what_check' and conrelid = 'audit.act'::regclass;

alter table audit.act drop constraint act_what_check;
alter table audit.act add constraint act_what_known foreign key (what) references audit.word;
