import { z } from 'zod'
import { type CodeScannerProfile, codeScannerProfileSchema } from '../profile.ts'

/** The formats that scanners in the field are set to, under the names that a configuration uses. */
export const CODE_SCANNER_PROFILES = {
  /** The code and a CR, an LF or both: what nearly every serial scanner is delivered with, or set to by one code of its manual. */
  line: { end: 'line', identifier: 'none' },
  /** The code alone: small scan engines whose suffix was never switched on. */
  bare: { end: 'silence', identifier: 'none' },
  /** `]Q1` in front of the code: scanners that serve a till besides. */
  'aim-line': { end: 'line', identifier: 'aim' },
  'aim-bare': { end: 'silence', identifier: 'aim' },
} as const satisfies Record<string, CodeScannerProfile>

export type CodeScannerProfileName = keyof typeof CODE_SCANNER_PROFILES

const names = Object.keys(CODE_SCANNER_PROFILES) as [CodeScannerProfileName, ...CodeScannerProfileName[]]

/** What a configuration may say: one of the names, or a profile written out. Parses to the profile. */
export const codeScannerProfileSettingSchema = z.union([
  z.enum(names).transform((name): CodeScannerProfile => CODE_SCANNER_PROFILES[name]),
  codeScannerProfileSchema,
])
