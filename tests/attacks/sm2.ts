import { createHash, randomBytes } from 'node:crypto'
import { type Bytes, int, join, latin, seq } from './der.ts'

/**
 * SM2 signatures (GB/T 32918.2) by plain arithmetic on the curve of GB/T 32918.5: slow, and none of the library that the
 * product checks them with.
 */
const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
const A = P - 3n
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const BASE: Point = {
  x: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  y: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
}
const USER_ID = '1234567812345678'

interface Point {
  readonly x: bigint
  readonly y: bigint
}

export interface Sm2Key {
  /** Uncompressed, 65 bytes. */
  readonly point: Bytes
  /** `SEQUENCE { r, s }` over the SM3 of Z and the data. */
  sign(data: Uint8Array, userId?: string): Bytes
}

export function makeSm2Key(): Sm2Key {
  const secret = randomScalar()
  const own = multiply(BASE, secret)
  const point = join(Uint8Array.of(4), bytesOf(own.x), bytesOf(own.y))
  return {
    point,
    sign: (data, userId = USER_ID) => {
      const e = numberOf(sm3(identity(own, userId), data))
      for (;;) {
        const k = randomScalar()
        const r = mod(e + multiply(BASE, k).x, ORDER)
        const s = mod(inverse(1n + secret, ORDER) * (k - r * secret), ORDER)
        if (r !== 0n && s !== 0n && r + k !== ORDER) return seq(int(r), int(s))
      }
    },
  }
}

/** Z: who signs, on which curve (5.5). */
function identity({ x, y }: Point, userId: string): Bytes {
  const id = latin(userId)
  const bitLength = Uint8Array.of((id.length * 8) >> 8, (id.length * 8) & 255)
  return sm3(bitLength, id, ...[A, B, BASE.x, BASE.y, x, y].map(bytesOf))
}

function sm3(...parts: readonly Uint8Array[]): Bytes {
  return new Uint8Array(
    createHash('sm3')
      .update(join(...parts))
      .digest(),
  )
}

const mod = (value: bigint, by: bigint): bigint => ((value % by) + by) % by
const bytesOf = (value: bigint): Bytes => new Uint8Array(Buffer.from(value.toString(16).padStart(64, '0'), 'hex'))
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
const randomScalar = (): bigint => mod(numberOf(randomBytes(40)), ORDER - 1n) + 1n

function inverse(value: bigint, by: bigint): bigint {
  let [a, b, x, y] = [mod(value, by), by, 1n, 0n]
  while (a > 1n) {
    const q = a / b
    ;[a, b] = [b, a % b]
    ;[x, y] = [y, x - q * y]
  }
  return mod(x, by)
}

function add(a: Point, b: Point): Point {
  const same = a.x === b.x
  const slope = same ? (3n * a.x * a.x + A) * inverse(2n * a.y, P) : (b.y - a.y) * inverse(b.x - a.x, P)
  const x = mod(slope * slope - a.x - b.x, P)
  return { x, y: mod(slope * (a.x - x) - a.y, P) }
}

/** Double and add. The sums never meet the point at infinity for a scalar below the order. */
function multiply(point: Point, scalar: bigint): Point {
  let sum: Point | null = null
  for (const bit of scalar.toString(2)) {
    if (sum) sum = add(sum, sum)
    if (bit === '1') sum = sum ? add(sum, point) : point
  }
  return sum!
}
