"""Kiểm tra công vụ: plans, draws by lot, visits announced and not, findings, conclusions, remedies."""
