const BYTES = 16

/** A new name for a letter that is wished for: whoever asks twice under one name gets one letter. */
export function newWishId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** Names wishes: the same one until it was fulfilled, however often it is asked for, and another for another address. */
export function createWishes(newId: () => string = newWishId) {
  let open: { readonly what: string; readonly wishId: string } | null = null
  return {
    idFor(what: string): string {
      if (open?.what !== what) open = { what, wishId: newId() }
      return open.wishId
    },
    fulfilled(): void {
      open = null
    },
  }
}
