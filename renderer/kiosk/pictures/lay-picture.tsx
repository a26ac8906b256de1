/** An ID card lies flat on the reader and stays there. */
export function LayPicture() {
  return (
    <svg className="picture lay" viewBox="24 0 272 226" aria-hidden="true">
      <path
        className="p-solid"
        d="M66 108h188a14 14 0 0 1 13.5 10.200l22 78A18 18 0 0 1 272 219H48a18 18 0 0 1-17.5-22.800l22-78A14 14 0 0 1 66 108z"
      />
      <path className="p-inset" d="M76 124h168l18 78H58z" />
      <g className="p-moving">
        <path
          className="p-card"
          d="M98 88h124a10 10 0 0 1 9.7 7.600l15 62a10 10 0 0 1-9.7 12.400H83a10 10 0 0 1-9.7-12.400l15-62A10 10 0 0 1 98 88z"
        />
        <path className="p-line" d="M104 108h56M100 126h66M96 144h60" />
        <path className="p-face" d="M182 106h32l7 36h-36z" />
      </g>
      <path className="p-arrow" d="M160 8v50M138 40l22 22 22-22" />
    </svg>
  )
}
