-- With its owner's eyes, and for nobody but the functions below.
create view intake.standing_wish as
select wish.submission, wish.id, wish.day
from intake.followup wish
where wish.kind = 'withdrawal' and not exists (
  select from intake.followup back where back.submission = wish.submission and wish.id = any (back.takes_back));
