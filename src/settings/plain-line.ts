import { z } from 'zod'
import { plainLine } from '../rules/plain-text.ts'

/** A line in which nothing is hidden; it may be empty. */
export const lineSchema = (most: number) => z.string().max(400).transform(plainLine).pipe(z.string().max(most))

/** A line as people read it on a screen: nothing hidden in it, and not empty. */
export const plainLineSchema = (most: number) =>
  z.string().max(400).transform(plainLine).pipe(z.string().min(1).max(most))
