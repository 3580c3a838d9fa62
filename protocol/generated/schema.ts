// Made by `npm run protocol` from protocol/*.sproto. Change those, not this.

/** protocol/*.sproto, for parseSchema. */
export const files = [
  { name: "kit.sproto", text: `.package {
type 0 : integer
session 1 : integer
ud 2 : string
error 3 : *string
seq 4 : integer
ack 5 : integer
}
heartbeat 2 {
response { #!
time 0 : integer
}
}
session_open 30000 {
response { #!
token 0 : string
grace 1 : integer
}
}
resume 30001 {
request {
token 0 : string       #!
received 1 : integer
}
response { #!
received 0 : integer
next 1 : integer
replayed 2 : integer
}
}
received 30002 {
request { #!
count 0 : integer
}
}
.RoomInfo { #!
id 0 : string
kind 1 : string
name 2 : string
members 3 : integer
max_members 4 : integer
is_locked 5 : boolean
is_private 6 : boolean
}
.RoomMember { #!
uid 0 : string
acc 1 : string
is_moderator 2 : boolean
muted_until 3 : integer
is_away 4 : boolean      #?
name 5 : string          #?
}
room_joined 100 {
request { #!
room 0 : string
member 1 : RoomMember
}
}
room_left 101 {
request { #!
room 0 : string
uid 1 : string
acc 2 : string
reason 3 : string
}
}
room_message 102 {
request { #!
room 0 : string
number 1 : integer
uid 2 : string
acc 3 : string
text 4 : string
time 5 : integer
is_hidden 6 : boolean
}
}
room_closed 103 {
request { #!
room 0 : string
reason 1 : string
}
}
room_removed 104 {
request { #!
room 0 : string
number 1 : integer
}
}
.Patch { #!
view 0 : integer
tick 1 : integer
input 2 : integer        #?
is_full 3 : boolean      #?
gone 4 : *integer        #?
keep 5 : *integer        #?
snapped 8 : *integer     #?
}
.InputHead { #!
view 0 : integer
number 1 : integer
seen 2 : integer(2)      #?
applied 3 : integer      #?
}
view_seen 30003 {
request { #!
view 0 : integer
applied 1 : integer
}
}
` },
  { name: "c2s.sproto", text: `login 1 {
request { #!
acc 0 : string
token 1 : string     #?
}
response { #!
sign_cnt 0 : integer
uid 1 : string
gold 2 : integer
}
}
echo 3 {
request { #!
text 0 : string
}
response { #!
text 0 : string
}
}
logout 4 {
response {}
}
sign 5 {
response { #!
sign_cnt 0 : integer
}
}
shop_buy 6 {
request { #!
offer 0 : integer
count 1 : integer
}
response { #!
gold 0 : integer
left 1 : integer
}
}
present 7 {
response { #!
gold 0 : integer
days 1 : integer
}
}
room_create 20 {
request {
kind 0 : string
name 1 : string #!
password 2 : string
max_members 3 : integer
}
response { #!
room 0 : RoomInfo
number 1 : integer
view 2 : integer         #?
life 3 : integer         #?
tick 4 : integer         #?
tick_ms 5 : integer(3)   #?
patch_ms 6 : integer(3)  #?
seed 7 : integer         #?
}
}
room_join 21 {
request {
id 0 : string
password 1 : string
kind 2 : string
since 3 : integer
life 4 : integer
is_spectator 5 : boolean
}
response { #!
room 0 : RoomInfo
number 1 : integer
view 2 : integer         #?
life 3 : integer         #?
tick 4 : integer         #?
tick_ms 5 : integer(3)   #?
patch_ms 6 : integer(3)  #?
seed 7 : integer         #?
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
number 0 : integer
}
}
room_list 24 {
request {
kind 0 : string
name 1 : string
has_place 2 : boolean
start 3 : integer
limit 4 : integer
}
response { #!
rooms 0 : *RoomInfo
total 1 : integer
}
}
room_members 25 {
request {
id 0 : string #!
start 1 : integer
limit 2 : integer
}
response { #!
members 0 : *RoomMember
total 1 : integer
}
}
room_history 26 {
request {
id 0 : string #!
from 1 : integer
limit 2 : integer
}
response { #!
messages 0 : *RoomMessage
number 1 : integer
}
}
room_kick 27 {
request { #!
id 0 : string
uid 1 : string
}
response {}
}
room_mute 28 {
request { #!
id 0 : string
uid 1 : string
seconds 2 : integer
}
response {}
}
room_remove 29 {
request { #!
id 0 : string
number 1 : integer
}
response {}
}
room_lock 30 {
request { #!
id 0 : string
is_locked 1 : boolean
password 2 : string #?
}
response {}
}
room_moderator 31 {
request { #!
id 0 : string
uid 1 : string
is_moderator 2 : boolean
}
response {}
}
duel_join 50 {
response { #!
room 0 : string
}
}
duel_show 51 {
request { #!
hand 0 : string
}
response {}
}
whisper 35 {
request {
uid 0 : string
acc 1 : string
text 2 : string #!
}
response {}
}
block 36 {
request { #!
uid 0 : string
is_blocked 1 : boolean
}
response { #!
uids 0 : *string
}
}
presence 37 {
request {
uid 0 : string
acc 1 : string
}
response {
is_online 0 : boolean #!
uid 1 : string
acc 2 : string
rooms 3 : *string
}
}
way_find 90 {
request { #!
rows 0 : *string
from 1 : integer
to 2 : integer
}
response { #!
steps 0 : *integer
}
}
board_top 60 {
request {
board 0 : string     #!
count 1 : integer
start 2 : integer
}
response { #!
entries 0 : *BoardEntry
size 1 : integer
}
}
board_around 61 {
request {
board 0 : string #!
count 1 : integer
}
response { #!
entries 0 : *BoardEntry
}
}
board_mine 62 {
request { #!
board 0 : string
}
response {
entry 0 : BoardEntry
}
}
.GuildInfo { #!
id 0 : string
level 1 : integer
gold 2 : integer
members 3 : integer
}
.GuildMember { #!
uid 0 : string
name 1 : string
given 2 : integer
}
guild_create 70 {
request { #!
name 0 : string
}
response { #!
guild 0 : GuildInfo
}
}
guild_join 71 {
request { #!
id 0 : string
}
response { #!
guild 0 : GuildInfo
}
}
guild_leave 72 {
response {}
}
guild_donate 73 {
request { #!
gold 0 : integer
}
response { #!
gold 0 : integer
}
}
guild_show 74 {
response { #!
guild 0 : GuildInfo
members 1 : *GuildMember
log 2 : *string
}
}
guild_list 75 {
request {
after 0 : string
}
response {
guilds 0 : *GuildInfo #!
next 1 : string
}
}
.MarketOrder { #!
id 0 : integer
side 1 : string
price 2 : integer
count 3 : integer
is_own 4 : boolean
}
market_sell 80 {
request { #!
item 0 : integer
count 1 : integer
price 2 : integer
}
response {}
}
market_buy 81 {
request { #!
item 0 : integer
count 1 : integer
price 2 : integer
}
response {}
}
market_cancel 82 {
request { #!
item 0 : integer
order 1 : integer
}
response {}
}
market_show 83 {
request { #!
item 0 : integer
}
response { #!
orders 0 : *MarketOrder
gold 1 : integer
count 2 : integer
}
}
arena_join 170 {
response { #!
room 0 : RoomInfo
number 1 : integer
view 2 : integer         #?
life 3 : integer         #?
tick 4 : integer         #?
tick_ms 5 : integer(3)   #?
patch_ms 6 : integer(3)  #?
seed 7 : integer         #?
}
}
arena_steer 171 {
request { #!
head 0 : InputHead
turn 1 : integer(2)
go 2 : boolean
fire 3 : boolean
}
}
arena_bots 172 {
request { #!
room 0 : string
count 1 : integer
}
response { #!
count 0 : integer
}
}
arena_truth 173 {
request { #!
room 0 : string
}
response { #!
tick 0 : integer
heroes 1 : *ArenaHero
tick_ms 2 : integer(3)
}
}
cards_join 180 {
response { #!
room 0 : RoomInfo
number 1 : integer
view 2 : integer         #?
life 3 : integer         #?
tick 4 : integer         #?
tick_ms 5 : integer(3)   #?
patch_ms 6 : integer(3)  #?
seed 7 : integer         #?
}
}
cards_lay 181 {
request { #!
room 0 : string
card 1 : integer
}
response {}
}
` },
  { name: "s2c.sproto", text: `whispered 110 {
request { #!
uid 0 : string
acc 1 : string
text 2 : string
time 3 : integer
}
}
duel_begun 150 {
request { #!
room 0 : string
names 1 : *string
}
}
duel_over 151 {
request { #!
room 0 : string
winner 1 : string
gold 2 : integer
}
}
arena_view 174 {
request {
patch 0 : Patch #!
heroes 1 : *ArenaHero
shots 2 : *ArenaShot
}
}
cards_view 182 {
request {
patch 0 : Patch #!
seats 1 : *CardSeat
cards 2 : *Card
}
}
` },
  { name: "types.sproto", text: `.RoomMessage { #!
number 0 : integer
uid 1 : string
acc 2 : string
text 3 : string
time 4 : integer
is_removed 5 : boolean
is_hidden 6 : boolean
}
.BoardEntry { #!
rank 0 : integer
uid 1 : string
score 2 : double
name 3 : string        #?
level 4 : integer      #?
avatar 5 : string      #?
}
.ArenaHero {
id 0 : integer
uid 1 : string
name 2 : string
x 3 : integer(1)
y 4 : integer(1)
angle 5 : integer(2)
hp 6 : integer
kills 7 : integer
is_bot 8 : boolean
}
.ArenaShot {
id 0 : integer
x 1 : integer(1)
y 2 : integer(1)
angle 3 : integer(2)
}
.CardSeat {
id 0 : integer
uid 1 : string
name 2 : string
tricks 3 : integer
clock 4 : integer
is_next 5 : boolean
has_won 6 : boolean
}
.Card {
id 0 : integer
uid 1 : string
rank 2 : integer
is_laid 3 : boolean
}
` },
]
