/** SM2 and SM3 (GB/T 32918, GB/T 32905), which WebCrypto does not have. */
export interface Sm2 {
  /** SM3 of `data`, 32 bytes. */
  digest(data: Uint8Array): Uint8Array
  /**
   * Whether `signature` (r and s, 32 bytes each) is over `data` by the uncompressed point `publicKey` (65 bytes), with the
   * user id 1234567812345678 in Z. False, never a throw, for numbers out of range and points off the curve.
   */
  verify(publicKey: Uint8Array, signature: Uint8Array, data: Uint8Array): boolean
}
