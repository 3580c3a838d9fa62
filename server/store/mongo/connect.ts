// One connection pool per thread to MongoDB. What the kit relies on is set here: majority writes and reads, 64-bit
// integers as bigint, every operation given up within seconds, so that its caller can decide what to do.

import {
  type Db,
  type Document,
  MongoClient,
  type MongoClientOptions,
  MongoCompatibilityError,
  MongoParseError,
  ReadConcern,
} from 'mongodb'
import { StartError } from '../../core/errors.ts'
import { withoutSecrets } from '../../lib/url-secrets.ts'

/** The database's name when the URL names none. */
const DATABASE = 'gatehouse'
const OLDEST = [4, 4]

const OPTIONS: MongoClientOptions = {
  useBigInt64: true,
  promoteBuffers: true,
  ignoreUndefined: true,
  retryWrites: false,
  serverSelectionTimeoutMS: 3000,
  connectTimeoutMS: 3000,
  // When an operation finds the server lost, the driver (7.8) checks it at once, perhaps on a connection whose socket is
  // destroyed and not yet closed. That check never ends, and the server is never found again. A check by timer can't
  // meet that moment: so the timer runs every second, and nothing may check sooner.
  heartbeatFrequencyMS: 1000,
  minHeartbeatFrequencyMS: 1500,
  socketTimeoutMS: 10_000,
  maxPoolSize: 4,
  writeConcern: { w: 'majority', wtimeoutMS: 10_000 },
  readConcern: new ReadConcern('majority'),
  // The driver's own default is {}, in which it finds `toString` and reads an array of that name as raw bytes.
  fieldsAsRaw: Object.create(null) as Document,
}

export interface MongoConnection {
  client: MongoClient
  db: Db
}

/** Throws StartError, in one line without the URL's password, when the URL is wrong, or the server unreachable or too
 * old. */
export async function connectMongo(url: string): Promise<MongoConnection> {
  const client = createClient(url)
  try {
    await client.connect()
    const db = client.db(client.options.dbName === 'test' ? DATABASE : client.options.dbName)
    const { versionArray } = await db.admin().command({ buildInfo: 1 })
    refuseOld(versionArray as number[])
    return { client, db }
  } catch (cause) {
    await client.close()
    throw cause instanceof StartError ? cause : new StartError(whyNot(cause as Error, url), { cause })
  }
}

function createClient(url: string): MongoClient {
  refuseUnescaped(url)
  try {
    return new MongoClient(url, { ...OPTIONS, ...givenIn(url) })
  } catch (cause) {
    throw new StartError(notUrl(cause as Error, url), { cause })
  }
}

/** The driver would take the rest of such a password for a host, look it up, and say so. */
function refuseUnescaped(url: string): void {
  const [place = ''] = url.slice(url.indexOf('//') + 2).split('?')
  if (/[@/].*@/.test(place))
    throw new StartError(
      'store.url is not a MongoDB URL: its user or password contains an @ or a /; write %40 and %2F instead',
    )
}

const notUrl = ({ message }: Error, url: string): string =>
  `store.url is not a MongoDB URL: ${withoutSecrets(message, url)}`

/** Options in the URL take precedence over the kit's; undefined leaves them to the URL. */
const givenIn = (url: string): object =>
  Object.fromEntries(
    Object.keys(OPTIONS)
      .filter(name => url.includes(`${name}=`))
      .map(name => [name, undefined]),
  )

function refuseOld(version: readonly number[]): void {
  const [major = 0, minor = 0] = version
  if (major < OLDEST[0]! || (major === OLDEST[0] && minor < OLDEST[1]!))
    throw new StartError(
      `store.url: MongoDB ${version.slice(0, 3).join('.')} is too old, ${OLDEST.join('.')} is needed`,
    )
}

function whyNot(error: Error, url: string): string {
  if (error instanceof MongoParseError) return notUrl(error, url)
  const message = withoutSecrets(error.message, url)
  if (error instanceof MongoCompatibilityError) return `store.url: the server is too old: ${message}`
  return `store.url: MongoDB cannot be used: ${message}`
}
