import { z } from 'zod'

/** A moment that somebody says: within the years that a database reckons with. */
export const momentSchema = z.iso.datetime().refine(moment => moment >= '1970', 'must be of this age')
