/** One of several learning rates; one that only the address has is offered among them. */

interface Props {
  name: string;
  rate: number;
  /** In their order. */
  rates: readonly number[];
  onRate(rate: number): void;
}

export function RateChoice({ name, rate, rates, onRate }: Props) {
  const offered = rates.includes(rate) ? rates : [...rates, rate].sort((a, b) => a - b);
  return (
    <label>
      {name}
      <select value={rate} onChange={(event) => onRate(Number(event.currentTarget.value))}>
        {offered.map((rate) => (
          <option key={rate} value={rate}>
            {rate}
          </option>
        ))}
      </select>
    </label>
  );
}
