import { z } from 'zod'

/** Sites as they stand in a row. Throws for what we never wrote. */
export const readSites = (stored: unknown): readonly string[] => z.array(z.string()).parse(stored)
