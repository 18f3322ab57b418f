interface SegmentsProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (id: string) => void;
}

/** A few choices side by side, of which one holds. */
export function Segments({ label, value, options, onChange }: SegmentsProps) {
  return (
    <div className="segments segments-small" role="group" aria-label={label}>
      {options.map(({ id, name }) => (
        <button key={id} type="button" className="segment" aria-pressed={id === value} onClick={() => onChange(id)}>
          {name}
        </button>
      ))}
    </div>
  );
}
