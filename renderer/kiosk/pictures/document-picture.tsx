/** A document with its seal, as it is being prepared or chosen. */
export function DocumentPicture({ busy }: { readonly busy: boolean }) {
  return (
    <svg className={`picture document ${busy ? 'busy' : ''}`} viewBox="68 10 196 248" aria-hidden="true">
      <path className="p-paper back" d="M112 34h124v190H112z" transform="rotate(7 174 130)" />
      <path className="p-paper" d="M88 20h112l36 36v194H88z" />
      <path className="p-fold" d="M200 20v36h36" />
      <path className="p-line one" d="M112 78h76" />
      <path className="p-line two" d="M112 104h100" />
      <path className="p-line three" d="M112 128h100" />
      <path className="p-line four" d="M112 152h84" />
      <g className="p-stamp">
        <circle className="p-seal" cx="186" cy="202" r="28" />
        <path className="p-star" d="m186 189 3.8 8.6 9.3.9-7 6.2 2.1 9.2-8.2-4.8-8.2 4.8 2.1-9.2-7-6.2 9.3-.9z" />
      </g>
    </svg>
  )
}
