# Who runs an installation, and where its source is.

about-title = Who runs this
about-run-by = Run by { $name }
about-nobody = Whoever runs this installation has not said who they are. Ask, before you trust it with anything.
about-address = Address
about-contact = For offices that hold a certificate
about-press = For the press
about-safety = These addresses are for offices and the press. Before you write to them yourself, read { $link }: a message can be seen on its way.
about-software-title = What it is made of
about-software = The software is Exeunt, free software under the GNU Affero General Public License, version 3 or later. Whoever uses it over a network has a right to its source.
about-source-title = The source of what runs here
about-source = { $link } ({ $size }): everything this installation was built from, with whatever its operator changed.
about-source-link = Download the source
about-source-elsewhere = The operator offers the source of this installation here: { $link }
about-centre-not-software = Those who write the software do not run this site. They see nothing of what is sent here.
