/** Collects bytes, most significant first. */
export class ByteWriter {
  #bytes = new Uint8Array(512)
  #length = 0

  u8(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  u16(value: number): void {
    this.u8((value >>> 8) & 0xff)
    this.u8(value & 0xff)
  }

  i32(value: number): void {
    this.u16((value >>> 16) & 0xffff)
    this.u16(value & 0xffff)
  }

  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  #reserve(count: number): void {
    const needed = this.#length + count
    if (needed <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }
}
