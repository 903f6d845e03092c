/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('rollouts_seen', table => {
    table.comment('How the pods of the last rollouts of each target were');
    table.string('target', 255).primary().comment('The name of the target');
    table.text('rollouts').notNullable().comment('JSON: newest first');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('rollouts_seen');
};
