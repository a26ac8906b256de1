import { z } from 'zod'
import { plainLine } from '../rules/plain-text.ts'

/** A line as people read it on a screen: nothing hidden in it, and not empty. */
export const plainLineSchema = (most: number) =>
  z.string().max(400).transform(plainLine).pipe(z.string().min(1).max(most))
