/** A sheet with a stripe and a smudge, and the same sheet without them beside it. */
export function BadPicture() {
  return (
    <svg className="picture bad" viewBox="4 18 312 204" aria-hidden="true">
      <path className="p-paper" d="M18 34h112v158H18z" />
      <path className="p-line" d="M34 60h58M34 82h80M34 102h80M34 122h66" />
      <path className="p-stripe" d="M104 34v158" />
      <path className="p-smudge" d="M40 150c6-11 21-12 27-3s20 4 17 16-20 12-30 9-20-10-14-22z" />
      <path className="p-arrow" d="M146 113h30M162 97l16 16-16 16" />
      <path className="p-paper" d="M192 34h112v158H192z" />
      <path className="p-line" d="M208 60h58M208 82h80M208 102h80M208 122h66" />
      <circle className="p-seal" cx="276" cy="164" r="14" />
    </svg>
  )
}
