/** Pictures that were asked for lately, as many as fit. */
export interface PictureShelf {
  get(key: string): Uint8Array | undefined
  put(key: string, png: Uint8Array): void
}

/** Keeps at most `maxBytes`; what was not asked for longest goes first. */
export function createPictureShelf(maxBytes: number): PictureShelf {
  const kept = new Map<string, Uint8Array>()
  let bytes = 0
  const drop = (key: string) => {
    bytes -= kept.get(key)?.length ?? 0
    kept.delete(key)
  }
  return {
    get: key => {
      const png = kept.get(key)
      if (png) {
        kept.delete(key)
        kept.set(key, png)
      }
      return png
    },
    put: (key, png) => {
      drop(key)
      if (png.length > maxBytes) return
      kept.set(key, png)
      bytes += png.length
      for (const oldest of kept.keys()) {
        if (bytes <= maxBytes) break
        drop(oldest)
      }
    },
  }
}
