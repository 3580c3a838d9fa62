// Made by `npm run protocol` from protocol/*.sproto. Change those, not this.

/** A room as a list shows it. */
export interface RoomInfo {
  id?: string | undefined
  kind?: string | undefined
  name?: string | undefined
  members?: number | undefined
  max_members?: number | undefined
  /** nobody may join */
  is_locked?: boolean | undefined
  /** needs a password */
  is_private?: boolean | undefined
}

export interface RoomMember {
  uid?: string | undefined
  acc?: string | undefined
  is_moderator?: boolean | undefined
  /** ms since 1970; 0 for not muted */
  muted_until?: number | undefined
}

export interface RoomMessage {
  /** its place in the room, from 1, without gaps */
  number?: number | undefined
  uid?: string | undefined
  acc?: string | undefined
  text?: string | undefined
  /** ms since 1970 */
  time?: number | undefined
  /** a moderator has taken its text away */
  is_removed?: boolean | undefined
  /** you have blocked who wrote it */
  is_hidden?: boolean | undefined
}

/** An entry of a leaderboard. */
export interface BoardEntry {
  /** from 1 */
  rank?: number | undefined
  uid?: string | undefined
  score?: number | undefined
  /** what was kept with it */
  name?: string | undefined
  level?: number | undefined
  avatar?: string | undefined
}

export interface LoginRequest {
  /** account name */
  acc?: string | undefined
  /** what the authenticator asks for; empty with open authentication */
  token?: string | undefined
}

export interface LoginResponse {
  /** how often this role has signed */
  sign_cnt?: number | undefined
  /** the role's id, decimal */
  uid?: string | undefined
  gold?: number | undefined
}

export interface HeartbeatResponse {
  /** server time, ms since 1970 */
  time?: number | undefined
}

export interface EchoRequest {
  text?: string | undefined
}

export interface EchoResponse {
  text?: string | undefined
}

export type LogoutResponse = Record<string, never>

export interface SignResponse {
  /** how often, this one counted */
  sign_cnt?: number | undefined
}

export interface RoomCreateRequest {
  /** chat when it is empty or left out */
  kind?: string | undefined
  name?: string | undefined
  /** empty for none */
  password?: string | undefined
  /** at most what the kind allows; 0 for that */
  max_members?: number | undefined
}

export interface RoomCreateResponse {
  room?: RoomInfo | undefined
  /** of the last message */
  number?: number | undefined
}

export interface RoomJoinRequest {
  id?: string | undefined
  password?: string | undefined
  kind?: string | undefined
}

export interface RoomJoinResponse {
  room?: RoomInfo | undefined
  /** of the last message; the next that comes is this + 1 */
  number?: number | undefined
}

export interface RoomLeaveRequest {
  id?: string | undefined
}

export type RoomLeaveResponse = Record<string, never>

export interface RoomSayRequest {
  id?: string | undefined
  text?: string | undefined
}

export interface RoomSayResponse {
  /** the message's place in the room */
  number?: number | undefined
}

export interface RoomListRequest {
  /** empty for all */
  kind?: string | undefined
  /** part of it; empty for all */
  name?: string | undefined
  /** only those that can be joined now */
  has_place?: boolean | undefined
  /** of the page, from 0 */
  start?: number | undefined
  /** at most 100, else 20 */
  limit?: number | undefined
}

export interface RoomListResponse {
  rooms?: RoomInfo[] | undefined
  /** how many there are in all pages */
  total?: number | undefined
}

export interface RoomMembersRequest {
  id?: string | undefined
  start?: number | undefined
  /** at most 100, else 20 */
  limit?: number | undefined
}

export interface RoomMembersResponse {
  members?: RoomMember[] | undefined
  total?: number | undefined
}

export interface RoomHistoryRequest {
  id?: string | undefined
  from?: number | undefined
  /** at most 100, else 20 */
  limit?: number | undefined
}

export interface RoomHistoryResponse {
  messages?: RoomMessage[] | undefined
  /** of the last message in the room */
  number?: number | undefined
}

export interface RoomKickRequest {
  id?: string | undefined
  uid?: string | undefined
}

export type RoomKickResponse = Record<string, never>

export interface RoomMuteRequest {
  id?: string | undefined
  uid?: string | undefined
  seconds?: number | undefined
}

export type RoomMuteResponse = Record<string, never>

export interface RoomRemoveRequest {
  id?: string | undefined
  number?: number | undefined
}

export type RoomRemoveResponse = Record<string, never>

export interface RoomLockRequest {
  id?: string | undefined
  is_locked?: boolean | undefined
  password?: string | undefined
}

export type RoomLockResponse = Record<string, never>

export interface RoomModeratorRequest {
  id?: string | undefined
  uid?: string | undefined
  is_moderator?: boolean | undefined
}

export type RoomModeratorResponse = Record<string, never>

export interface WhisperRequest {
  uid?: string | undefined
  acc?: string | undefined
  text?: string | undefined
}

export type WhisperResponse = Record<string, never>

export interface BlockRequest {
  uid?: string | undefined
  is_blocked?: boolean | undefined
}

export interface BlockResponse {
  /** all whom you block */
  uids?: string[] | undefined
}

export interface PresenceRequest {
  uid?: string | undefined
  acc?: string | undefined
}

export interface PresenceResponse {
  is_online?: boolean | undefined
  uid?: string | undefined
  acc?: string | undefined
  /** ids; rooms with a password are left out */
  rooms?: string[] | undefined
}

export interface BoardTopRequest {
  /** sign, gold */
  board?: string | undefined
  /** at most 100; 10 when left out */
  count?: number | undefined
  /** rank of the first one; 1 when left out */
  start?: number | undefined
}

export interface BoardTopResponse {
  entries?: BoardEntry[] | undefined
  /** how many are on the board */
  size?: number | undefined
}

export interface BoardAroundRequest {
  board?: string | undefined
  /** at most 49; 5 when left out */
  count?: number | undefined
}

export interface BoardAroundResponse {
  entries?: BoardEntry[] | undefined
}

export interface BoardMineRequest {
  board?: string | undefined
}

export interface BoardMineResponse {
  entry?: BoardEntry | undefined
}

export interface RoomJoinedRequest {
  room?: string | undefined
  member?: RoomMember | undefined
}

export interface RoomLeftRequest {
  room?: string | undefined
  uid?: string | undefined
  acc?: string | undefined
  /** left, gone (the connection), kicked, replaced (by another login) */
  reason?: string | undefined
}

export interface RoomMessageRequest {
  room?: string | undefined
  /** one more than the one before, else ask room_history for what is missing */
  number?: number | undefined
  uid?: string | undefined
  acc?: string | undefined
  text?: string | undefined
  /** ms since 1970 */
  time?: number | undefined
  /** you have blocked who wrote it */
  is_hidden?: boolean | undefined
}

export interface RoomClosedRequest {
  room?: string | undefined
  /** closed, failed, lost (its thread has ended) */
  reason?: string | undefined
}

export interface RoomRemovedRequest {
  room?: string | undefined
  number?: number | undefined
}

export interface WhisperedRequest {
  uid?: string | undefined
  acc?: string | undefined
  text?: string | undefined
  time?: number | undefined
}

/** Every type by its name in the schema. */
export interface Types {
  'RoomInfo': RoomInfo
  'RoomMember': RoomMember
  'RoomMessage': RoomMessage
  'BoardEntry': BoardEntry
  'login.request': LoginRequest
  'login.response': LoginResponse
  'heartbeat.response': HeartbeatResponse
  'echo.request': EchoRequest
  'echo.response': EchoResponse
  'logout.response': LogoutResponse
  'sign.response': SignResponse
  'room_create.request': RoomCreateRequest
  'room_create.response': RoomCreateResponse
  'room_join.request': RoomJoinRequest
  'room_join.response': RoomJoinResponse
  'room_leave.request': RoomLeaveRequest
  'room_leave.response': RoomLeaveResponse
  'room_say.request': RoomSayRequest
  'room_say.response': RoomSayResponse
  'room_list.request': RoomListRequest
  'room_list.response': RoomListResponse
  'room_members.request': RoomMembersRequest
  'room_members.response': RoomMembersResponse
  'room_history.request': RoomHistoryRequest
  'room_history.response': RoomHistoryResponse
  'room_kick.request': RoomKickRequest
  'room_kick.response': RoomKickResponse
  'room_mute.request': RoomMuteRequest
  'room_mute.response': RoomMuteResponse
  'room_remove.request': RoomRemoveRequest
  'room_remove.response': RoomRemoveResponse
  'room_lock.request': RoomLockRequest
  'room_lock.response': RoomLockResponse
  'room_moderator.request': RoomModeratorRequest
  'room_moderator.response': RoomModeratorResponse
  'whisper.request': WhisperRequest
  'whisper.response': WhisperResponse
  'block.request': BlockRequest
  'block.response': BlockResponse
  'presence.request': PresenceRequest
  'presence.response': PresenceResponse
  'board_top.request': BoardTopRequest
  'board_top.response': BoardTopResponse
  'board_around.request': BoardAroundRequest
  'board_around.response': BoardAroundResponse
  'board_mine.request': BoardMineRequest
  'board_mine.response': BoardMineResponse
  'room_joined.request': RoomJoinedRequest
  'room_left.request': RoomLeftRequest
  'room_message.request': RoomMessageRequest
  'room_closed.request': RoomClosedRequest
  'room_removed.request': RoomRemovedRequest
  'whispered.request': WhisperedRequest
}

/** What clients ask: the body they send and the reply they get. */
export interface Requests {
  /** Logs in, and creates the role at the first time. */
  login: { body: LoginRequest; reply: LoginResponse }
  /** Keeps the connection alive; the reply carries the server's clock. */
  heartbeat: { body: undefined; reply: HeartbeatResponse }
  /** Gives back what it was sent. */
  echo: { body: EchoRequest; reply: EchoResponse }
  /** Leaves the account; the connection stays and is a guest again. */
  logout: { body: undefined; reply: LogoutResponse }
  /** The daily sign-in. */
  sign: { body: undefined; reply: SignResponse }
  /** Opens a room and joins it as its owner. */
  room_create: { body: RoomCreateRequest; reply: RoomCreateResponse }
  /** Joins the room `id`; or, with a kind that has channels (world), the channel that has a place. */
  room_join: { body: RoomJoinRequest; reply: RoomJoinResponse }
  room_leave: { body: RoomLeaveRequest; reply: RoomLeaveResponse }
  room_say: { body: RoomSayRequest; reply: RoomSayResponse }
  room_list: { body: RoomListRequest; reply: RoomListResponse }
  room_members: { body: RoomMembersRequest; reply: RoomMembersResponse }
  /** What was said, in order: numbers `from` and up, or without it the last ones. */
  room_history: { body: RoomHistoryRequest; reply: RoomHistoryResponse }
  /** Moderators: a member has to leave, and can't come back for a while. */
  room_kick: { body: RoomKickRequest; reply: RoomKickResponse }
  /** Moderators: a member may not speak for `seconds`; 0 ends it. */
  room_mute: { body: RoomMuteRequest; reply: RoomMuteResponse }
  /** Moderators: takes the text of a message away. */
  room_remove: { body: RoomRemoveRequest; reply: RoomRemoveResponse }
  /** Moderators: nobody may join while it is locked. A password that is sent replaces the old one, empty for none. */
  room_lock: { body: RoomLockRequest; reply: RoomLockResponse }
  /** The owner: makes a member a moderator, or no longer. */
  room_moderator: { body: RoomModeratorRequest; reply: RoomModeratorResponse }
  /** To one player, wherever that one is: by uid or by account. */
  whisper: { body: WhisperRequest; reply: WhisperResponse }
  /** From now on nothing of this player reaches you; with is_blocked false it does again. */
  block: { body: BlockRequest; reply: BlockResponse }
  /** Whether a player is online, and where: by uid or by account. */
  presence: { body: PresenceRequest; reply: PresenceResponse }
  /** The first places of a leaderboard, or those from another rank on. */
  board_top: { body: BoardTopRequest; reply: BoardTopResponse }
  /** Those around the player: up to `count` in front and as many behind; none when the player is not on the board. */
  board_around: { body: BoardAroundRequest; reply: BoardAroundResponse }
  /** The player's own entry; none when the player is not on the board. */
  board_mine: { body: BoardMineRequest; reply: BoardMineResponse }
}

/** What the server tells unasked: the body of each push. */
export interface Pushes {
  /** Somebody has come into a room that you are in; not told in rooms that are too large for it. */
  room_joined: RoomJoinedRequest
  /** Somebody has left; you, when it is your uid. */
  room_left: RoomLeftRequest
  room_message: RoomMessageRequest
  /** The room has ended for you. After `lost` it can be joined again, with its history. */
  room_closed: RoomClosedRequest
  /** A moderator has taken the text of a message away. */
  room_removed: RoomRemovedRequest
  /** Somebody whispers to you. */
  whispered: WhisperedRequest
}
