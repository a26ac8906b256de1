import { z } from 'zod'
import { FAULT_CODES } from '../fault.ts'

/** A fault as it crosses a process border. */
export const faultSchema = z.object({ code: z.enum(FAULT_CODES), detail: z.string().max(500).exactOptional() })
