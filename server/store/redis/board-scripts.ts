// What changes a board in Redis, each in one step, so that the sorted set, the hash beside it and the state of the
// periods never contradict one another, whoever else writes. KEYS[1] is the board's hash `board:{name}`:
//   current -> period · seq -> how many scores were set · order · p:PERIOD -> state of an ended one (JSON)
// and per period, with the same hash tag (so they live on the same server of a cluster):
//   …:PERIOD:z   sorted set, score -> TTTTTTTTTTTTTTT + member; T: 15 digits that put who came first in front
//   …:PERIOD:h   hash, member -> the same 15 digits + info as JSON, or nothing
// and per 90 days of Redis' clock:
//   …:n:COUNT    hash, member -> the number of its last numbered write then; each is kept for 90 to 180 days after it

const COMMON = `
local meta = KEYS[1]
local function current() return redis.call('HGET', meta, 'current') or '0' end
local function keys(period) return meta .. ':' .. period .. ':z', meta .. ':' .. period .. ':h' end
local function enter(period)
  local now = current()
  if tonumber(period) <= tonumber(now) then return now end
  local z, h = keys(now)
  if redis.call('ZCARD', z) > 0 then redis.call('HSETNX', meta, 'p:' .. now, '{}') else redis.call('DEL', z, h) end
  redis.call('HSET', meta, 'current', period)
  return period
end
local function ticket(order)
  local seq = redis.call('HINCRBY', meta, 'seq', 1)
  return string.format('%015.0f', order == 'descending' and 999999999999999 - seq or seq)
end
local function trim(z, h, order, capacity)
  local over = redis.call('ZCARD', z) - capacity
  if over <= 0 then return end
  local last = order == 'descending' and redis.call('ZRANGE', z, 0, over - 1) or redis.call('ZRANGE', z, -over, -1)
  for _, entry in ipairs(last) do
    redis.call('ZREM', z, entry)
    redis.call('HDEL', h, string.sub(entry, 16))
  end
end
local function rankOf(z, order, entry)
  return redis.call(order == 'descending' and 'ZREVRANK' or 'ZRANK', z, entry)
end
local SPAN = 90 * 86400
-- Where the number is to be noted; nil when it is not above the member's last one.
local function freshIn(member, given)
  local span = math.floor(tonumber(redis.call('TIME')[1]) / SPAN)
  for count = span + 1, span - 1, -1 do
    local last = redis.call('HGET', meta .. ':n:' .. count, member)
    if last and tonumber(given) <= tonumber(last) then return nil end
  end
  return meta .. ':n:' .. span
end
local function rows(z, h, order, first, last)
  local found = redis.call(order == 'descending' and 'ZREVRANGE' or 'ZRANGE', z, first, last, 'WITHSCORES')
  local out = {}
  for i = 1, #found, 2 do
    local member = string.sub(found[i], 16)
    out[#out + 1] = member
    out[#out + 1] = found[i + 1]
    out[#out + 1] = string.sub(redis.call('HGET', h, member), 16)
  end
  return out
end
`

const script = (lua: string) => ({ numberOfKeys: 1, lua: COMMON + lua })

export const BOARD_SCRIPTS = {
  /** period */
  boardEnter: script(`return enter(ARGV[1])`),

  /** period, order, operator, capacity, kind, member, score, '1' when info is given, info, number or '' */
  boardWrite: script(`
local order, operator, member, by = ARGV[2], ARGV[3], ARGV[6], tonumber(ARGV[7])
local z, h = keys(enter(ARGV[1]))
local kept = redis.call('HGET', h, member)
local mark = kept and string.sub(kept, 1, 15)
local numbers = ARGV[10] ~= '' and freshIn(member, ARGV[10])
if numbers == nil then
  return kept and { rankOf(z, order, mark .. member), redis.call('ZSCORE', z, mark .. member), string.sub(kept, 16) }
end
local old = kept and tonumber(redis.call('ZSCORE', z, mark .. member))
local score = by
if old then
  if ARGV[5] == 'increase' or operator == 'sum' then score = old + by
  elseif operator == 'best' and order == 'descending' then score = math.max(old, by)
  elseif operator == 'best' then score = math.min(old, by) end
end
if score ~= score or score == math.huge or score == -math.huge then return 'TOO_LARGE' end
if score ~= old then
  if old then redis.call('ZREM', z, mark .. member) end
  mark = ticket(order)
  redis.call('ZADD', z, string.format('%.17g', score), mark .. member)
end
if numbers then
  redis.call('HSET', numbers, member, ARGV[10])
  redis.call('EXPIRE', numbers, 2 * SPAN)
end
local info = ARGV[8] == '1' and ARGV[9] or kept and string.sub(kept, 16) or ''
redis.call('HSET', h, member, mark .. info)
trim(z, h, order, tonumber(ARGV[4]))
local rank = rankOf(z, order, mark .. member)
return rank and { rank, redis.call('ZSCORE', z, mark .. member), info }
`),

  /** period, member */
  boardRemove: script(`
local z, h = keys(enter(ARGV[1]))
local kept = redis.call('HGET', h, ARGV[2])
if not kept then return 0 end
redis.call('HDEL', h, ARGV[2])
return redis.call('ZREM', z, string.sub(kept, 1, 15) .. ARGV[2])
`),

  /** member: of the current period, and of those that are done */
  boardForget: script(`
local member = ARGV[1]
local function forget(period)
  local z, h = keys(period)
  local kept = redis.call('HGET', h, member)
  if not kept then return end
  redis.call('HDEL', h, member)
  redis.call('ZREM', z, string.sub(kept, 1, 15) .. member)
end
forget(current())
local fields = redis.call('HGETALL', meta)
for i = 1, #fields, 2 do
  local isDone = string.find(fields[i + 1], '"isDone":true', 1, true)
  if string.sub(fields[i], 1, 2) == 'p:' and isDone then forget(string.sub(fields[i], 3)) end
end
`),

  /** period */
  boardClear: script(`return redis.call('DEL', keys(enter(ARGV[1])))`),

  /** period or '', order, member… */
  boardFind: script(`
local z, h = keys(ARGV[1] ~= '' and ARGV[1] or current())
local out = {}
for i = 3, #ARGV do
  local kept = redis.call('HGET', h, ARGV[i])
  if kept then
    local entry = string.sub(kept, 1, 15) .. ARGV[i]
    out[i - 2] = { rankOf(z, ARGV[2], entry), redis.call('ZSCORE', z, entry), string.sub(kept, 16) }
  else out[i - 2] = 0 end
end
return out
`),

  /** period or '', order, first, last */
  boardRange: script(`
local z, h = keys(ARGV[1] ~= '' and ARGV[1] or current())
return { tonumber(ARGV[3]), rows(z, h, ARGV[2], ARGV[3], ARGV[4]) }
`),

  /** period or '', order, member, how many before, how many behind */
  boardAround: script(`
local z, h = keys(ARGV[1] ~= '' and ARGV[1] or current())
local kept = redis.call('HGET', h, ARGV[3])
if not kept then return { 0, {} } end
local rank = rankOf(z, ARGV[2], string.sub(kept, 1, 15) .. ARGV[3])
local first = math.max(0, rank - ARGV[4])
return { first, rows(z, h, ARGV[2], first, rank + ARGV[5]) }
`),

  /** period or '' */
  boardSize: script(`return redis.call('ZCARD', (keys(ARGV[1] ~= '' and ARGV[1] or current())))`),

  /** period, state as JSON: only of a period that is still kept */
  boardNote: script(`
if redis.call('HEXISTS', meta, 'p:' .. ARGV[1]) == 1 then redis.call('HSET', meta, 'p:' .. ARGV[1], ARGV[2]) end
`),

  /** period */
  boardDrop: script(`
redis.call('HDEL', meta, 'p:' .. ARGV[1])
if ARGV[1] ~= current() then redis.call('DEL', keys(ARGV[1])) end
`),

  /** owner, ms */
  boardClaim: script(`
local key = meta .. ':claim'
local owner = redis.call('GET', key)
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', key, ARGV[1], 'PX', ARGV[2])
return 1
`),

  /** order, capacity: applies them to what was written under others */
  boardRules: script(`
local order = ARGV[1]
local now = current()
local before = redis.call('HGET', meta, 'order')
local function turn(period)
  local z, h = keys(period)
  for _, entry in ipairs(redis.call('ZRANGE', z, 0, -1)) do
    local member = string.sub(entry, 16)
    local mark = string.format('%015.0f', 999999999999999 - tonumber(string.sub(entry, 1, 15)))
    local score, info = redis.call('ZSCORE', z, entry), string.sub(redis.call('HGET', h, member), 16)
    redis.call('ZREM', z, entry)
    redis.call('ZADD', z, score, mark .. member)
    redis.call('HSET', h, member, mark .. info)
  end
end
if before and before ~= order then
  turn(now)
  for _, field in ipairs(redis.call('HKEYS', meta)) do
    if string.sub(field, 1, 2) == 'p:' then turn(string.sub(field, 3)) end
  end
end
redis.call('HSET', meta, 'order', order)
local z, h = keys(now)
trim(z, h, order, tonumber(ARGV[2]))
`),
}

/** [rank from 0, score, info] */
export type FoundEntry = [rank: number, score: string, info: string]
/** The first one's rank from 0, then member, score and info of each. */
export type FoundRows = [first: number, rows: string[]]

/** What each script answers. */
export interface BoardAnswers {
  boardEnter: string
  boardWrite: FoundEntry | 'TOO_LARGE' | null
  boardRemove: number
  boardForget: null
  boardClear: number
  boardFind: (FoundEntry | 0)[]
  boardRange: FoundRows
  boardAround: FoundRows
  boardSize: number
  boardNote: null
  boardDrop: null
  boardClaim: number
  boardRules: null
}

/** What a client has after `defineCommand` of each of BOARD_SCRIPTS. */
export type BoardCommands = {
  [N in keyof BoardAnswers]: (key: string, ...args: (string | number)[]) => Promise<BoardAnswers[N]>
}
