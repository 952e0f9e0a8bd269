select installation.append_only('register.entry', 'words', 'place', 'links_to');
select installation.append_only('register.line', 'name');
select installation.append_only('register.withdrawn_line');
select installation.append_only('register.origin');
select installation.append_only('register.imported');
