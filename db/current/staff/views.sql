-- Who may act, where and as what: the roles of members who are admitted. Every rule about who may do something asks here.
create view staff.working as
select r.member, r.branch, r.role from staff.role r join staff.member m on m.id = r.member where m.state = 'admitted';
