interface TrustedTypesFactory {
  createPolicy(name: 'default', rules: { createHTML: (text: string) => string }): unknown
}

// The parts of antd fill style sheets through `innerHTML`, which `require-trusted-types-for 'script'` stops. Text that can hold no element is
// let through, for whatever it is put into it stays text; anything else is stopped as before. Imported before anything draws.
const factory = (globalThis as { readonly trustedTypes?: TrustedTypesFactory }).trustedTypes
factory?.createPolicy('default', {
  createHTML: text => {
    if (text.includes('<')) throw new TypeError('no text of the console becomes elements')
    return text
  },
})

export {}
