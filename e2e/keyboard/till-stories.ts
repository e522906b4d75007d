import { expect, test } from '@playwright/test';
import type { KeyedHouse } from '../support/keyed-house.ts';

/** The till by keyboard alone, from the code of a new device to the change of person. `code` makes that code. */
export function tellOfTill(of: () => KeyedHouse, code: () => Promise<string>): void {
  test('a till is enrolled, opens its drawer and serves a table, by keyboard alone', async () => {
    const keys = of();
    const { page } = keys;
    await keys.write(keys.field('Code de 8 caractères'), await code());
    await keys.write(page.getByLabel(/^Nom de l’appareil/), 'Caisse sans souris');
    await keys.press(keys.button('Relier'));
    await keys.onPage('Qui êtes-vous ?');
    await keys.press(keys.owner());
    await keys.inSheet(/^Code PIN/);
    await keys.leaveSheet(keys.owner());
    await keys.signIn();
    await keys.onPage(/Maquis/);

    await keys.goTo('Caisse');
    const count = keys.button('Compter le fond').first();
    await keys.press(count);
    await keys.inSheet('Bourse de la terrasse');
    await page.keyboard.press('Enter');
    await keys.inSheet('Bourse de la terrasse');
    await page.keyboard.type('25000');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/Fond\s: 25/)).toBeVisible();
    await keys.onlyPage();

    await keys.press(keys.link('Retour'), 'Shift+Tab');
    await keys.onPage(/Maquis/);
    // An area is one stop; inside it the arrows lead from table to table.
    await keys.to(keys.link(/^Table T1,/));
    await keys.press(keys.link(/^Table T7,/), 'ArrowRight');
    await keys.onPage(/^Table T7/);

    await keys.findDish('Garba');
    await keys.inSheet('Garba');
    await keys.leaveSheet(keys.dish('Garba'));
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog');
    for (const group of await sheet.locator('fieldset').all()) {
      await keys.to(group.getByRole('checkbox').first());
      await page.keyboard.press('Space');
    }
    await keys.write(keys.field('Remarque pour la cuisine').and(page.getByRole('textbox')), 'bien chaud');
    await keys.press(keys.button('Un de plus'));
    await keys.press(sheet.getByRole('button', { name: /^Ajouter/ }));
    await keys.onlyPage();
    await expect(keys.dish('Garba')).toBeFocused();
    await expect(keys.line('Garba', 'draft')).toContainText('2×');
    await expect(keys.line('Garba', 'draft')).toContainText('« bien chaud »');
    await keys.to(page.getByRole('searchbox'), 'Shift+Tab');
    await keys.findDish('Placali');
    await page.keyboard.press('Enter');
    await expect(keys.line('Placali', 'draft')).toContainText('2×');
    // A line that goes leaves the focus on its neighbour.
    await keys.to(page.getByRole('searchbox'), 'Shift+Tab');
    await keys.findDish('Riz blanc');
    await keys.press(keys.line('Riz blanc', 'draft'));
    await keys.press(keys.button('Retirer'));
    await expect(keys.line('Riz blanc', 'draft')).toHaveCount(0);
    await expect(keys.line('Placali', 'draft')).toBeFocused();

    await keys.press(keys.button(/^Envoyer 4/));
    await expect(keys.line('Garba', 'sent')).toBeVisible();
    await keys.isSomewhere();
    await keys.press(keys.line('Garba', 'sent'), 'Shift+Tab');
    await keys.press(keys.button(/Servi$/));
    await expect(keys.line('Garba', 'served')).toBeVisible();
    await keys.isSomewhere();
    await keys.press(keys.line('Placali', 'sent'));
    await keys.press(keys.button('Annuler la ligne'));
    await keys.inSheet('Pourquoi annuler ?');
    // One unless somebody says more: both were sent back.
    await keys.press(keys.button('Un de plus'));
    await keys.press(keys.button('Plat renvoyé'));
    await expect(keys.line('Placali', 'void')).toBeVisible();
    await keys.onlyPage();
  });

  test('an order is moved to another table, billed and paid with a note, by keyboard alone', async () => {
    const keys = of();
    const { page } = keys;
    const sheet = page.getByRole('dialog');
    const actions = keys.button('Autres actions');
    await keys.press(actions, 'Shift+Tab');
    await keys.inSheet('Autres actions');
    await expect(sheet.getByText('Annulé')).toBeVisible();
    await keys.press(keys.button('Un de plus'));
    await keys.press(keys.button('Changer de table'));
    await keys.inSheet('Changer de table');
    await keys.leaveSheet(actions);
    await page.keyboard.press('Enter');
    await keys.press(keys.button('Changer de table'));
    await keys.inSheet('Changer de table');
    await keys.to(
      sheet.getByRole('button', { name: 'P1', exact: true }).or(sheet.locator('.free-tables .button').first()),
    );
    await keys.press(keys.button('T8'), 'ArrowRight');
    await keys.onPage(/^Table T8/);

    await keys.press(keys.button('Addition'));
    await expect(keys.button('Addition')).toHaveCount(0);
    await keys.isSomewhere();
    await keys.press(keys.button(/^Encaisser/));
    await keys.onPage(/Encaisser$/);
    // Nothing was typed or looked at: Enter takes no money.
    await page.keyboard.press('Enter');
    await expect(page.getByText('Rien à rendre')).toBeVisible();
    await keys.press(keys.button('10 000'.replace(' ', '\u202f')));
    await expect(page.getByText('À rendre')).toBeVisible();
    await keys.press(keys.button(/^Encaisser \d/));
    await keys.onPage(/^Reçu/);
    await expect(page.getByText('Rendu')).toBeVisible();
    await keys.to(keys.button('Imprimer'));
    await keys.press(keys.link('Terminé'));
    await keys.onPage(/Maquis/);
  });

  test('a takeaway order, the list of orders, preferences and the change of person, by keyboard alone', async () => {
    const keys = of();
    const { page } = keys;
    await keys.press(keys.button('Nouvelle commande à emporter'));
    await keys.inSheet('Nouvelle commande à emporter');
    await page.keyboard.type('Awa');
    await page.keyboard.press('Enter');
    await keys.onPage('Awa');
    await keys.findDish('Placali');
    await keys.press(keys.button(/^Envoyer 1/));
    await expect(keys.line('Placali', 'sent')).toBeVisible();
    await keys.press(keys.button(/^Encaisser/));
    await keys.onPage(/^Awa/);
    await page.keyboard.type('5000');
    await page.keyboard.press('Enter');
    await keys.onPage(/^Reçu · Awa/);
    await keys.press(keys.link('Terminé'));
    await keys.onPage(/Maquis/);

    await keys.goTo('Commandes');
    await keys.press(keys.button('Fermées'));
    await keys.write(page.getByRole('searchbox'), 'awa');
    await keys.press(keys.link(/^Awa/));
    await keys.onPage(/^Reçu · Awa/);
    await keys.press(keys.link('Terminé'));
    await keys.onPage(/Maquis/);

    const preferences = keys.button('Réglages');
    await keys.press(preferences, 'Shift+Tab');
    await keys.to(page.getByRole('radio', { name: 'Comme l’appareil' }));
    await keys.to(page.getByRole('radio', { name: 'Sombre' }), 'ArrowDown');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await keys.press(keys.button('English'), 'Shift+Tab');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(keys.button('Français')).toBeFocused();
    await page.keyboard.press('Enter');
    await keys.leaveSheet(preferences);
    await keys.press(keys.button(/Changer de personne/), 'Shift+Tab');
    await keys.onPage('Qui êtes-vous ?');
  });
}
