const encoder = new TextEncoder()
/** UTF-8 takes no more octets for one unit of a JavaScript text. */
const OCTETS_A_UNIT = 3

/** Collects bytes, most significant first. */
export class ByteWriter {
  #bytes = new Uint8Array(512)
  #length = 0

  u8(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
  }

  u16(value: number): void {
    this.#reserve(2)
    this.#bytes[this.#length++] = value >>> 8
    this.#bytes[this.#length++] = value
  }

  i32(value: number): void {
    this.u16(value >>> 16)
    this.u16(value)
  }

  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** Whatever `write` writes, behind two octets with its length. Returns the length: they may not hold it. */
  measured(write: () => void): number {
    this.u16(0)
    const begin = this.#length
    write()
    const length = this.#length - begin
    this.#bytes[begin - 2] = length >>> 8
    this.#bytes[begin - 1] = length
    return length
  }

  utf8(text: string): void {
    this.#reserve(text.length * OCTETS_A_UNIT)
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written
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
