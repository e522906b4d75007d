/** What is known of the cash that a guest hands over. **Units** minor. `typedMinor` null: exactly what is asked. */
export type CashTyped = {
  readonly dueMinor: number;
  readonly typedMinor: number | null;
  readonly tipMinor: number;
  readonly owedMinor: number;
};

/**
 * What it comes to. **Units** minor. `amountMinor`: what the order gets · `tipMinor`, `owedMinor`: what of the rest stays
 * · `changeMinor`: what goes back, less than nothing where too little was handed over.
 */
export function cashSums({ dueMinor, typedMinor, tipMinor, owedMinor }: CashTyped) {
  const tenderedMinor = typedMinor ?? dueMinor + tipMinor;
  // Less than what is due is a part of it: nobody tips on that.
  const tip = Math.max(0, Math.min(tipMinor, tenderedMinor - dueMinor));
  const restMinor = tenderedMinor - dueMinor - tip;
  const owed = Math.max(0, Math.min(owedMinor, restMinor));
  return {
    tenderedMinor,
    amountMinor: Math.min(dueMinor, tenderedMinor),
    tipMinor: tip,
    owedMinor: owed,
    restMinor,
    changeMinor: restMinor - owed,
  };
}
