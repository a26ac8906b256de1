/** How somebody pays. */
export type Paying = 'soon' | 'slowly' | 'twice' | 'never' | 'late' | 'from outside' | 'after going back' | 'free only'

/** Ways to pay that people are drawn to, each as heavy as said. */
export type Payers = readonly (readonly [weight: number, way: Paying])[]
