/** The few calls of WebCrypto that checking a signature needs. Node's `webcrypto` and a browser's `crypto` both fit. */
export interface WebCrypto {
  readonly subtle: {
    digest(algorithm: string, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
    importKey(
      format: 'spki',
      key: Uint8Array<ArrayBuffer>,
      algorithm: { name: string; hash?: string; namedCurve?: string },
      extractable: boolean,
      usages: 'verify'[],
    ): Promise<unknown>
    verify(
      algorithm: { name: string; hash?: string; saltLength?: number },
      key: unknown,
      signature: Uint8Array<ArrayBuffer>,
      data: Uint8Array<ArrayBuffer>,
    ): Promise<boolean>
  }
}
