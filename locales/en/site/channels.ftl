# By which channel a declaration reached us: one message a door, whose id is in its key. At the desk: “Waiting since … · the form of
# this site”; in the register: “Received by: the form of this site”.
channel-web = the form of this site
channel-branch = in person, at a branch
channel-import = an earlier registry
