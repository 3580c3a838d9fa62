// What both sides of the board's fault suite know.

export const MEMBERS = 150

/** Different for every rank, so that a sum tells which prizes are in it. */
export const prizeOf = (rank: number): number => 1_000_000 + rank
