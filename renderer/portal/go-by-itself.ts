const KEY = 'portal-went'

/** Whether the page may lead on to a login without being told: once, and not for whoever has just logged out. */
export function mayGo(): boolean {
  try {
    return sessionStorage.getItem(KEY) === null
  } catch {
    // Where nothing can be kept, nothing would stop it from going in circles.
    return false
  }
}

/** It went, or is not to go. */
export function keepFromGoing(): void {
  try {
    sessionStorage.setItem(KEY, '1')
  } catch {
    // See above.
  }
}

/** Somebody is logged in: when that ends, it may go again. */
export function forgetWent(): void {
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // See above.
  }
}
