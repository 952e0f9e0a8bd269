# Where people find the centre.

branches-title = Where to meet us
branches-lead = Branches of the centre that want to be found. You can declare there in person, ask, and later fetch a certificate.
branches-safety = From China, a call or a message to these numbers can be seen. Read { $link } first.
branches-none = No branch wants to be found at the moment. You can declare here, on this site.
branches-countries = Countries
branches-elsewhere = Elsewhere
branches-by-language = By language
branches-place = Place
branches-spoken = Spoken there
branches-hours = Open
branches-contact = To reach it
branches-no-contact = It gives no contact: please come by.
