package org.postille.interest.method;

import org.postille.interest.history.Rows;

/** iALS as it is written down, in double, every sum in full: what the fast one is compared with. */
final class NaiveIals {

    private final Rows rows;
    private final Rows columns;
    private final Ials.Parameters parameters;
    private final int factors;
    double[] customers;
    double[] products;

    NaiveIals(Rows rows, Rows columns, Ials.Parameters parameters) {
        this.rows = rows;
        this.columns = columns;
        this.parameters = parameters;
        factors = parameters.factors();
        customers = new double[rows.size() * factors];
        products = new double[columns.size() * factors];
    }

    void solveCustomers() {
        solve(rows, products, customers);
    }

    void solveProducts() {
        solve(columns, customers, products);
    }

    private void solve(Rows observed, double[] other, double[] side) {
        for (var row = 0; row < observed.size(); row++) {
            var matrix = new double[factors][factors + 1];
            for (var it = 0; it < other.length; it += factors) {
                addOuter(matrix, other, it, parameters.unobserved(), 0);
            }
            for (var i = observed.start(row); i < observed.end(row); i++) {
                var weight = observed.weight(i);
                addOuter(matrix, other, observed.product(i) * factors, Math.abs(weight), weight > 0 ? 1 : 0);
            }
            for (var k = 0; k < factors; k++) {
                matrix[k][k] += penalty(observed, row, other.length / factors);
            }
            System.arraycopy(Gauss.solved(matrix), 0, side, row * factors, factors);
        }
    }

    private void addOuter(double[][] matrix, double[] other, int at, double weight, double target) {
        for (var i = 0; i < factors; i++) {
            for (var j = 0; j < factors; j++) {
                matrix[i][j] += weight * other[at + i] * other[at + j];
            }
            matrix[i][factors] += weight * target * other[at + i];
        }
    }

    private double penalty(Rows observed, int row, int others) {
        var count = observed.end(row) - observed.start(row);
        return parameters.regularisation()
                * Math.max(1, count + parameters.breadth() * parameters.unobserved() * others);
    }

    double loss() {
        var loss = 0.0;
        for (var customer = 0; customer < rows.size(); customer++) {
            for (var product = 0; product < columns.size(); product++) {
                var score = score(customer, product);
                loss += parameters.unobserved() * score * score;
            }
            for (var i = rows.start(customer); i < rows.end(customer); i++) {
                var miss = (rows.weight(i) > 0 ? 1 : 0) - score(customer, rows.product(i));
                loss += Math.abs(rows.weight(i)) * miss * miss;
            }
            loss += penalty(rows, customer, columns.size()) * length(customers, customer);
        }
        for (var product = 0; product < columns.size(); product++) {
            loss += penalty(columns, product, rows.size()) * length(products, product);
        }
        return loss;
    }

    private double score(int customer, int product) {
        var sum = 0.0;
        for (var k = 0; k < factors; k++) {
            sum += customers[customer * factors + k] * products[product * factors + k];
        }
        return sum;
    }

    private double length(double[] side, int row) {
        var sum = 0.0;
        for (var k = 0; k < factors; k++) {
            sum += side[row * factors + k] * side[row * factors + k];
        }
        return sum;
    }
}
