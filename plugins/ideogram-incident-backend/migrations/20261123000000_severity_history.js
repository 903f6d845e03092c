/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('severity_history', table => {
    table.comment('Since when the severity of each target holds');
    table.string('target', 255).primary().comment('The name of the target');
    table
      .text('history')
      .notNullable()
      .comment(
        'JSON: the time of each level that holds, and of the last triage',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('severity_history');
};
