# What was looked at for a certificate, as its paper, the page that checks it and the desk say it.
certificate-not-stated = (not stated which of the three)
certificate-check = { $name }, { $text }, { $day }
certificate-check-separator = {"; "}
certificate-checked-none = Nothing
certificate-checked-passport = A passport
certificate-checked-identity-card = An identity card
certificate-checked-other-document = Another document
certificate-checked-return-code = Control of the return code
certificate-checked-in-person = face to face
certificate-checked-video = by video
certificate-checked-copy = as a copy
certificate-checked-online = online
