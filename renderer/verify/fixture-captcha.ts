const DIGITS = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 260 90"><text x="130" y="62" font-size="52" text-anchor="middle"
  letter-spacing="8" font-family="serif" fill="#171c28">482913</text></svg>`

/** A picture of digits where no server draws one. */
export const CAPTCHA_PICTURE = `data:image/svg+xml,${encodeURIComponent(DIGITS)}`
