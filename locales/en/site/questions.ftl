# Ready questions of reviewers, in the language of the sender: she reads them when she comes back with her code.
reply-organisation = You did not say what you leave. Did you join the { -party }, the { -league } or the { -pioneers }? Please name all that you joined.
reply-agreed = You declare for other people as well. Do they know of it, and do they agree? Please answer for each of them by the number on your list, not by name.
reply-name = Do you want this declaration published under the name that you gave, or under a pseudonym? If under a pseudonym, which one?
reply-names-others = Your words name other people, and that could put them in danger. May we hide these names and publish the rest?
reply-repeated = A declaration much like this one has been sent to us before. Is this the same person declaring again? If so, what should be different this time?
reply-unclear = We do not understand what you want to declare. Please say in one or two sentences who leaves which organisation.
