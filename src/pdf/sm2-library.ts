import { sm2, sm3 } from 'sm-crypto-v2'
import { fromHex, toHex } from './bytes.ts'
import type { Sm2 } from './sm2.ts'

/** GB/T 35276, 10: the user id where signer and verifier agreed on no other. */
const USER_ID = '1234567812345678'
/** The order of the curve's base point (GB/T 32918.5). */
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n

/**
 * SM2 and SM3 by sm-crypto-v2, in plain JavaScript. Kept apart from `sm2.ts`, so that only who hands it to a verifier
 * loads the library.
 */
export const SM2_LIBRARY: Sm2 = {
  digest: data => fromHex(sm3(data)),
  verify: (publicKey, signature, data) => {
    const hex = toHex(signature)
    const numbers = [hex.slice(0, 64), hex.slice(64)].map(part => BigInt(`0x${part || 0}`))
    // GB/T 32918.2, 7.1, B1 and B2: the library leaves the ranges to its caller.
    if (hex.length !== 128 || numbers.some(number => number < 1n || number >= ORDER)) return false
    try {
      return sm2.doVerifySignature(data, hex, toHex(publicKey), { hash: true, der: false, userId: USER_ID })
    } catch {
      // The library throws for a point that is not on the curve.
      return false
    }
  },
}
