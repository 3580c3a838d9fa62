// What documents still owe to others: messages that were stored in one commit with the change they belong to, and that stay
// in the document until their receiver has them. They are removed whoever owns the document: that a receiver has a message
// stays true. DocumentStores implement it beside commits; document/outbox/ talks to it.

export interface OutboxMessage {
  /** Larger than that of every earlier message of the document. */
  n: number
  /** The receiver, KIND/NAME: `board/wins`. */
  to: string
  /** For the receiver; text, so that every database keeps it as it is. */
  body: string
}

/** The field `outbox` of a stored document that has ever owed something. */
export interface StoredOutbox {
  /** The number of its last message. */
  last: number
  /** In the order of their numbers. */
  waiting: OutboxMessage[]
}

export interface OutboxStore {
  /** The ids of all documents in which something waits, found by an index. */
  owing(): AsyncIterable<string>
  /** What waits in these documents; one in which nothing waits is missing. */
  outboxes(ids: readonly string[]): Promise<Map<string, OutboxMessage[]>>
  /** Removes these messages, by the ids of their documents; those that are gone already do no harm. */
  clearOutboxes(delivered: ReadonlyMap<string, readonly OutboxMessage[]>): Promise<void>
}
