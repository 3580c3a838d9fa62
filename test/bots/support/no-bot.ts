// No script for bots.

export const play = 1
