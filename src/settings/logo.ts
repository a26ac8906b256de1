import { z } from 'zod'
import { fromBase64 } from '../transport/base64.ts'

/** It travels with every view of the screen. */
export const LOGO_CHARACTERS_MAX = 32_000
const SIDE_MAX = 600
const PNG_BEGINS = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const HEAD_BYTES = 24

/** Width and height of a PNG by its head (PNG 11.2.1); null where it is none. */
export function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  if (bytes.length < HEAD_BYTES || PNG_BEGINS.some((byte, i) => bytes[i] !== byte)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

function isFit(base64: string): boolean {
  const bytes = fromBase64(base64)
  const size = bytes.ok ? pngSize(bytes.value) : null
  if (!size) return false
  const { width, height } = size
  return width >= 1 && height >= 1 && width <= SIDE_MAX && height <= SIDE_MAX
}

/** A picture in place of the seal at the head of the screen: PNG in base64, small enough for any machine to draw. */
export const logoSchema = z
  .base64()
  .max(LOGO_CHARACTERS_MAX, 'is too large: 24 kB at most')
  .refine(isFit, `must be a PNG of at most ${SIDE_MAX} x ${SIDE_MAX} points`)
