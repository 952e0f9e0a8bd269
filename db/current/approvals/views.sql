-- Who may ask for what takes two, who answers, and where: src/approvals/rules.ts has the same rows, and rules.test.ts takes every kind,
-- role and branch through both.
create view approvals.rule as
select * from (values
  ('role', array['head', 'administrator'], 'its-branch', array['approver', 'head', 'administrator'], 'any-branch'),
  ('correction', array['reviewer'], 'any-branch', array['approver'], 'any-branch'),
  ('withdrawal', array['reviewer'], 'its-branch', array['approver'], 'another-branch-if-any'),
  ('certificate', array['issuer'], 'its-branch', array['approver'], 'where-it-is-sealed-to'),
  ('certificate-state', array['issuer'], 'its-branch', array['approver'], 'another-branch')
) rule (kind, asks, asks_at, answers, answers_at);
