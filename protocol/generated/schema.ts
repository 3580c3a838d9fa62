// Made by `npm run protocol` from protocol/*.sproto. Change those, not this.

/** protocol/*.sproto, for parseSchema. */
export const files = [
  { name: "kit.sproto", text: `# The kit's own messages and types: leave them as they are. Their tags go from 30000 to 32766, but for those that clients
# knew before there was this file.

# The header of every binary frame, for sproto clients that ask for it by this name.
.package {
  type 0 : integer         # the tag of a request or push; a reply has none
  session 1 : integer      # the number of a request, and of its reply
  ud 2 : string            # of a failed reply the code
  error 3 : *string        # of a failed reply the code and the message
  seq 4 : integer
  ack 5 : integer
}

# Keeps the connection alive; the reply carries the server's clock. The connection itself answers, before the login too.
heartbeat 2 {
  response { #!
    time 0 : integer       # server time, ms since 1970
  }
}

# A room as a list shows it.
.RoomInfo { #!
  id 0 : string
  kind 1 : string
  name 2 : string
  members 3 : integer
  max_members 4 : integer
  is_locked 5 : boolean    # nobody may join
  is_private 6 : boolean   # needs a password
}

.RoomMember { #!
  uid 0 : string
  acc 1 : string
  is_moderator 2 : boolean
  muted_until 3 : integer  # ms since 1970; 0 for not muted
}

# Somebody has come into a room that you are in; not told in rooms that are too large for it.
room_joined 100 {
  request { #!
    room 0 : string
    member 1 : RoomMember
  }
}

# Somebody has left; you, when it is your uid.
room_left 101 {
  request { #!
    room 0 : string
    uid 1 : string
    acc 2 : string
    reason 3 : string      # left, gone (the connection), kicked, replaced (by another login)
  }
}

room_message 102 {
  request { #!
    room 0 : string
    number 1 : integer     # one more than the one before, else ask for what is missing
    uid 2 : string
    acc 3 : string
    text 4 : string
    time 5 : integer       # ms since 1970
    is_hidden 6 : boolean  # you have blocked who wrote it: neither uid, acc, text nor time
  }
}

# The room has ended for you. After \`lost\` it can be joined again, with its history.
room_closed 103 {
  request { #!
    room 0 : string
    reason 1 : string      # closed, failed, lost (its thread has ended)
  }
}

# A moderator has taken the text of a message away.
room_removed 104 {
  request { #!
    room 0 : string
    number 1 : integer
  }
}
` },
  { name: "c2s.sproto", text: `# What a client asks. Tags 1..99 are requests. \`#!\` in a comment says that its side always gives the field, on a body that it
# gives all of them; \`#?\` that this one may be missing.

# Logs in, and creates the role at the first time.
login 1 {
  request { #!
    acc 0 : string       # account name
    token 1 : string     #? what the authenticator asks for; empty with open authentication
  }
  response { #!
    sign_cnt 0 : integer # how often this role has signed
    uid 1 : string       # the role's id, decimal
    gold 2 : integer
  }
}

# Gives back what it was sent.
echo 3 {
  request { #!
    text 0 : string
  }
  response { #!
    text 0 : string
  }
}

# Leaves the account; the connection stays and is a guest again.
logout 4 {
  response {}
}

# The daily sign-in.
sign 5 {
  response { #!
    sign_cnt 0 : integer # how often, this one counted
  }
}

# Buys from the shop: each offer so often a day.
shop_buy 6 {
  request { #!
    offer 0 : integer
    count 1 : integer
  }
  response { #!
    gold 0 : integer         # what the player has now
    left 1 : integer         # how often this offer can still be bought today
  }
}

# The present of the day.
present 7 {
  response { #!
    gold 0 : integer         # what was given
    days 1 : integer         # how many days in a row
  }
}

# Opens a room and joins it as its owner.
room_create 20 {
  request {
    kind 0 : string          # chat when it is empty or left out
    name 1 : string #!
    password 2 : string      # empty for none
    max_members 3 : integer  # at most what the kind allows; 0 for that
  }
  response { #!
    room 0 : RoomInfo
    number 1 : integer       # of the last message
  }
}

# Joins the room \`id\`; or, with a kind that has channels (world), the channel that has a place.
room_join 21 {
  request {
    id 0 : string
    password 1 : string
    kind 2 : string
  }
  response { #!
    room 0 : RoomInfo
    number 1 : integer       # of the last message; the next that comes is this + 1
  }
}

room_leave 22 {
  request { #!
    id 0 : string
  }
  response {}
}

room_say 23 {
  request { #!
    id 0 : string
    text 1 : string
  }
  response { #!
    number 0 : integer       # the message's place in the room
  }
}

room_list 24 {
  request {
    kind 0 : string          # empty for all
    name 1 : string          # part of it; empty for all
    has_place 2 : boolean    # only those that can be joined now
    start 3 : integer        # of the page, from 0
    limit 4 : integer        # at most 100, else 20
  }
  response { #!
    rooms 0 : *RoomInfo
    total 1 : integer        # how many there are in all pages
  }
}

room_members 25 {
  request {
    id 0 : string #!
    start 1 : integer
    limit 2 : integer        # at most 100, else 20
  }
  response { #!
    members 0 : *RoomMember
    total 1 : integer
  }
}

# What was said, in order: numbers \`from\` and up, or without it the last ones.
room_history 26 {
  request {
    id 0 : string #!
    from 1 : integer
    limit 2 : integer        # at most 100, else 20
  }
  response { #!
    messages 0 : *RoomMessage
    number 1 : integer       # of the last message in the room
  }
}

# Moderators: a member has to leave, and can't come back for a while.
room_kick 27 {
  request { #!
    id 0 : string
    uid 1 : string
  }
  response {}
}

# Moderators: a member may not speak for \`seconds\`; 0 ends it.
room_mute 28 {
  request { #!
    id 0 : string
    uid 1 : string
    seconds 2 : integer
  }
  response {}
}

# Moderators: takes the text of a message away.
room_remove 29 {
  request { #!
    id 0 : string
    number 1 : integer
  }
  response {}
}

# Moderators: nobody may join while it is locked. A password that is sent replaces the old one, empty for none.
room_lock 30 {
  request { #!
    id 0 : string
    is_locked 1 : boolean
    password 2 : string #?
  }
  response {}
}

# The owner: makes a member a moderator, or no longer.
room_moderator 31 {
  request { #!
    id 0 : string
    uid 1 : string
    is_moderator 2 : boolean
  }
  response {}
}

# Meets an opponent, or waits for one; room_leave gives up.
duel_join 50 {
  response { #!
    room 0 : string
  }
}

# Shows a hand, which stays. When both have, the duel is decided.
duel_show 51 {
  request { #!
    hand 0 : string          # rock, paper, scissors
  }
  response {}
}

# To one player, wherever that one is: by uid or by account.
whisper 35 {
  request {
    uid 0 : string
    acc 1 : string
    text 2 : string #!
  }
  response {}
}

# From now on nothing of this player reaches you; with is_blocked false it does again.
block 36 {
  request { #!
    uid 0 : string
    is_blocked 1 : boolean
  }
  response { #!
    uids 0 : *string         # all whom you block
  }
}

# Whether a player is online, and where: by uid or by account.
presence 37 {
  request {
    uid 0 : string
    acc 1 : string
  }
  response {
    is_online 0 : boolean #!
    uid 1 : string
    acc 2 : string
    rooms 3 : *string        # ids; rooms with a password are left out
  }
}

# The first places of a leaderboard, or those from another rank on.
board_top 60 {
  request {
    board 0 : string     #! sign, gold
    count 1 : integer    # at most 100; 10 when left out
    start 2 : integer    # rank of the first one; 1 when left out
  }
  response { #!
    entries 0 : *BoardEntry
    size 1 : integer     # how many are on the board
  }
}

# Those around the player: up to \`count\` in front and as many behind; none when the player is not on the board.
board_around 61 {
  request {
    board 0 : string #!
    count 1 : integer    # at most 49; 5 when left out
  }
  response { #!
    entries 0 : *BoardEntry
  }
}

# The player's own entry; none when the player is not on the board.
board_mine 62 {
  request { #!
    board 0 : string
  }
  response {
    entry 0 : BoardEntry
  }
}
` },
  { name: "s2c.sproto", text: `# What the server tells a client unasked (pushes). Tags 110..199; what rooms tell is in kit.sproto.

# Somebody whispers to you.
whispered 110 {
  request { #!
    uid 0 : string
    acc 1 : string
    text 2 : string
    time 3 : integer
  }
}

# Your duel begins.
duel_begun 150 {
  request { #!
    room 0 : string
    names 1 : *string        # accounts of both
  }
}

# Your duel is over; whoever has won has the gold already.
duel_over 151 {
  request { #!
    room 0 : string
    winner 1 : string        # uid; empty for a draw
    gold 2 : integer
  }
}
` },
  { name: "types.sproto", text: `# Types that several messages share.

.RoomMessage { #!
  number 0 : integer       # its place in the room, from 1, without gaps
  uid 1 : string
  acc 2 : string
  text 3 : string
  time 4 : integer         # ms since 1970
  is_removed 5 : boolean   # a moderator has taken its text away
  is_hidden 6 : boolean    # you have blocked who wrote it: no uid, acc, text and time
}

# An entry of a leaderboard.
.BoardEntry { #!
  rank 0 : integer       # from 1
  uid 1 : string
  score 2 : double
  name 3 : string        #? what was kept with it
  level 4 : integer      #?
  avatar 5 : string      #?
}
` },
]
