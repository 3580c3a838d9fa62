// The services by which the console itself looks: what lists what goes on leaves them out, unless all are wanted.

import { z } from 'zod'

/** `name`: that of a service. */
export const isOwn = (name: string): boolean => /^\.(look|record|diagnose|inject)\/\d+$/.test(name)

/** The option of such a command. */
export const ALL = { all: z.boolean().default(false).describe("the console's own services too") }
